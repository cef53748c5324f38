/**
 * The page Least Privilege: what roles, API-only users and custom services were granted, what of it calls needed
 * lately, and what would do. In: {@link io.postern.insight.advice.Privileges}. Out: pages, from which Edit Role and New
 * Role open with the smaller set ticked; nothing is changed here.
 */
@NullMarked
package io.postern.console.privileges;

import org.jspecify.annotations.NullMarked;

/**
 * The page of one custom service: what it is, who may use it and who could see its secret, and what it calls. In: the
 * id of a service. Out: HTML; its dialogs are those of {@code launchpoint}.
 */
@NullMarked
package io.postern.console.service;

import org.jspecify.annotations.NullMarked;

/**
 * Custom services: the client id and client secrets of an integration, the API-only user that it acts for, and the
 * limits and allow-list of its own. In: changes of services and secrets. Out: rows, secrets to show once or again, and
 * who has seen them.
 */
@NullMarked
package io.postern.access.customservice;

import org.jspecify.annotations.NullMarked;

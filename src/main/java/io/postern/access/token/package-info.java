/**
 * Access tokens: derived, not stored in clear; at most one live one a service, the same on every node. In: client id
 * and secret. Out: a token with the time it has left, or why there is none.
 */
@NullMarked
package io.postern.access.token;

import org.jspecify.annotations.NullMarked;

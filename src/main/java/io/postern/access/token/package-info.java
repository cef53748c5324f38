/**
 * Access tokens: derived, not stored in clear; at most one live one a service, the same on every node.
 */
@NullMarked
package io.postern.access.token;

import org.jspecify.annotations.NullMarked;

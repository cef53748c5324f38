/**
 * Permissions and roles: the fixed tree of permissions, built-in and own roles, and who may edit or grant which.
 */
@NullMarked
package io.postern.access.role;

import org.jspecify.annotations.NullMarked;

/**
 * The fixed tree of permissions, what an operation or a page requires of it, and who holds which in which workspace.
 * In: permissions of roles, by workspace. Out: whether what is required is held, and the
 * {@link io.postern.access.permission.Caller} who acts.
 */
@NullMarked
package io.postern.access.permission;

import org.jspecify.annotations.NullMarked;

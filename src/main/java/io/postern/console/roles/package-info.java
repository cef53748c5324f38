/**
 * The roles of a subscription: a table of them, and the dialogs that make, edit and delete one, with the tree of
 * permissions. In: what an administrator types and ticks. Out: changes of access, made by
 * {@link io.postern.access.role.Roles}.
 */
@NullMarked
package io.postern.console.roles;

import org.jspecify.annotations.NullMarked;

/**
 * The users of a subscription: a table of people and API-only users, and the dialogs that make, edit and delete them.
 * In: what an administrator types. Out: changes of access, made by {@link io.postern.access.user.Users}.
 */
@NullMarked
package io.postern.console.users;

import org.jspecify.annotations.NullMarked;

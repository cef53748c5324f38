/**
 * Roles: built-in and custom ones, their permissions, and to whom they are assigned in which workspace. In: changes of
 * roles and assignments. Out: rows, and what somebody holds; nobody edits or grants a role that gives more than they
 * hold.
 */
@NullMarked
package io.postern.access.role;

import org.jspecify.annotations.NullMarked;

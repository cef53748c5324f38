/**
 * People and API-only users: their names, assignments of roles in workspaces, and when their access ends.
 */
@NullMarked
package io.postern.access.user;

import org.jspecify.annotations.NullMarked;

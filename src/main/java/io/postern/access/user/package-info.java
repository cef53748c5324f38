/**
 * People and API-only users: their names, passwords and status, and when their access ends. In: changes of users. Out:
 * rows, found by id or login.
 */
@NullMarked
package io.postern.access.user;

import org.jspecify.annotations.NullMarked;

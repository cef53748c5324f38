/**
 * How people come in and go out: the set-up link of a new server, the first administrator, signing in with a password,
 * and sessions. In: a password, or a session id. Out: a session, of which the database has only a hash, and who it
 * belongs to.
 */
@NullMarked
package io.postern.access.session;

import org.jspecify.annotations.NullMarked;

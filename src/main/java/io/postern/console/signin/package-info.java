/**
 * How people come in and go out: the set-up link of a new server, signing in with a password, and sessions. In: a password.
 * Out: a session, of which the database has only a hash.
 */
@NullMarked
package io.postern.console.signin;

import org.jspecify.annotations.NullMarked;

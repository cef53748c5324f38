/**
 * The pages on which people sign in, and on which the first administrator of a subscription is set up. In: what they
 * type. Out: a session cookie, or what is wrong.
 */
@NullMarked
package io.postern.console.signin;

import org.jspecify.annotations.NullMarked;

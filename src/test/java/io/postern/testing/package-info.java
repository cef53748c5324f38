/** What tests share: the server under test, its clock, subscriptions made to order, and a client that speaks HTTP. */
@NullMarked
package io.postern.testing;

import org.jspecify.annotations.NullMarked;

/**
 * What travels over HTTP, the same for every endpoint: error codes, the surfaces that answer them, envelopes, request ids,
 * paging tokens, dates, and the addresses of clients. In: values of Java. Out: the documented wire form. No room of this package
 * knows a table or a rule.
 */
@NullMarked
package io.postern.foundation.wire;

import org.jspecify.annotations.NullMarked;

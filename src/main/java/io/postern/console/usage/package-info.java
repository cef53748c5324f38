/**
 * The page Usage: what of the limits is taken today, how many calls there were by service, user, operation and error,
 * which operations are slow, and all of it as CSV. In: what {@code gate.limits} and {@code insight.calls} have counted.
 * Out: a page and a file; the chart and the gauges are for other pages too.
 */
@NullMarked
package io.postern.console.usage;

import org.jspecify.annotations.NullMarked;

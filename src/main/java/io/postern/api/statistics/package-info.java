/** Usage and error statistics. In: calls on {@code /rest/v1/stats}. Out: counts by day, from memory. */
@NullMarked
package io.postern.api.statistics;

import org.jspecify.annotations.NullMarked;

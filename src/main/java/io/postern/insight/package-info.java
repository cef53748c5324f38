/**
 * Who used what, what was refused, and what is not used: noted from the calls that the gate decides on. Nothing here
 * decides about a call. In: calls as they end or are refused. Out: figures and advice for people.
 */
@NullMarked
package io.postern.insight;

import org.jspecify.annotations.NullMarked;

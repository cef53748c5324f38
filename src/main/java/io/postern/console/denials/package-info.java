/**
 * The page Denials: who was refused, when and from where, why exactly, and where to set it right. In: the rows of
 * {@link io.postern.insight.denials.Denials}. Out: a page, with links to what each person may change.
 */
@NullMarked
package io.postern.console.denials;

import org.jspecify.annotations.NullMarked;

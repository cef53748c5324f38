/**
 * The rules of the access model as values: which rule a change breaks, and with which values; and the rules of texts,
 * which all rooms share. In: what a change found wrong. Out: a {@link io.postern.access.rule.RuleViolation}, which the
 * console words in the reader's language and an API answers with a code.
 */
@NullMarked
package io.postern.access.rule;

import org.jspecify.annotations.NullMarked;

/**
 * The audit trail: one chain of rows per subscription, each sealed over its predecessor. In: who did what to which subject,
 * with the state before and after as text. Out: a row that commits together with the change, and a check of the chain.
 */
@NullMarked
package io.postern.foundation.audit;

import org.jspecify.annotations.NullMarked;

/**
 * Who may do what. Each room holds one part of the model with its tables and rules, from {@code permission} and
 * {@code rule} at the foot to {@code token} at the top; at the root stands only {@link io.postern.access.Changes}, the
 * one way in which access is changed. In: changes by callers. Out: decisions, and rows with their audit.
 */
@NullMarked
package io.postern.access;

import org.jspecify.annotations.NullMarked;

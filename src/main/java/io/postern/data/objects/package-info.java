/**
 * The kinds of records beside leads, each as a {@link io.postern.data.record.Kind}. In: nothing but their tables of fields. Out: the
 * kinds, which {@code data.record} works with.
 */
@NullMarked
package io.postern.data.objects;

import org.jspecify.annotations.NullMarked;

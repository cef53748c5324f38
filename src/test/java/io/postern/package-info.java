/** Tests of the house as a whole. */
@NullMarked
package io.postern;

import org.jspecify.annotations.NullMarked;

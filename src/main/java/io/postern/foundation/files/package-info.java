/**
 * Files of this node. In: the data folder. Out: folders for what a call needs on disk while it is worked on.
 */
@NullMarked
package io.postern.foundation.files;

import org.jspecify.annotations.NullMarked;

/** The pages, as a person meets them in Chromium. */
@NullMarked
package io.postern.console;

import org.jspecify.annotations.NullMarked;

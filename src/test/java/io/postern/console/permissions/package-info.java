@NullMarked
package io.postern.console.permissions;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.postern.console.roles;

import org.jspecify.annotations.NullMarked;

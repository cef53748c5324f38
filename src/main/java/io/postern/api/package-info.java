/**
 * Declarations: which handler answers which operation. A handler reads the input of a call, lets a service of another wing do the work,
 * and wraps its outcome in an answer. It is a few lines, without SQL and without rules.
 */
@NullMarked
package io.postern.api;

import org.jspecify.annotations.NullMarked;

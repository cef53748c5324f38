/**
 * HTTP resources: they read a call, let a service of another wing do the work, and wrap its outcome. A method is a few lines;
 * it holds no SQL and no rule. What every resource shares stands here: the mapping of failures to answers.
 */
@NullMarked
package io.postern.api;

import org.jspecify.annotations.NullMarked;

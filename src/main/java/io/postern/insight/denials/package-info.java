/**
 * Calls that were refused, and why. In: a refusal, as the gate or the token endpoint decides it, noted in memory. Out:
 * one row a day for all refusals that are alike, written every second with what was looked up of their cause: the roles
 * that lack the permission, who has switched off, rotated or taken back. Kept for 30 days, and bounded under a flood.
 */
@NullMarked
package io.postern.insight.denials;

import org.jspecify.annotations.NullMarked;

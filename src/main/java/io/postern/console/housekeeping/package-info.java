/**
 * The page Housekeeping: which services, secrets, users and roles nobody uses, what is about to end, and who still
 * sends tokens as parameters. In: the listings of {@link io.postern.insight.advice.UnusedAccess}. Out: a page whose
 * buttons open the dialogs of LaunchPoint, Users and Roles; what is disabled, ended or deleted is theirs.
 */
@NullMarked
package io.postern.console.housekeeping;

import org.jspecify.annotations.NullMarked;

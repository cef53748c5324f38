/**
 * LaunchPoint: the custom services of a subscription, a page for each of them, and the dialogs that make, edit,
 * restrict and delete them and hand out their credentials. In: what an administrator types. Out: changes of access,
 * made by {@link io.postern.access.customservice.CustomServices}, and credentials to copy.
 */
@NullMarked
package io.postern.console.launchpoint;

import org.jspecify.annotations.NullMarked;

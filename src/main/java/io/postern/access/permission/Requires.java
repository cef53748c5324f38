package io.postern.access.permission;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a REST or console method asks for. A method bears either this or {@link RequiresNone}; one with
 * neither fails the build and keeps the server from starting.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
    /** Of these at least one; Read-Write stands in for Read-Only. Empty asks for none of them. */
    Permission[] anyOf() default {};

    /** Of these every one. */
    Permission[] allOf() default {};
}

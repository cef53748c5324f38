package io.postern.gate;

/** The way of a call from HTTP to its resource. */
public final class Gate {
    /** Where the routing context keeps the {@link AdmittedCall}. */
    static final String CALL = "postern.call";

    private Gate() {}
}

package io.postern.gate;

import io.postern.access.directory.Directory;
import io.postern.access.permission.Caller;
import java.util.Optional;

/** Who sends a call. */
public sealed interface Sender {
    /** The address of the client, behind proxies that are trusted; empty when the connection has none. */
    String address();

    /**
     * An integration that was authenticated.
     *
     * @param directory the access model that was decided on
     */
    record Integration(Caller.Service caller, Directory directory) implements Sender {
        @Override
        public String address() {
            return caller.address();
        }
    }

    /**
     * Somebody who calls an operation that asks for no token.
     *
     * @param authorization what they sent as HTTP's Authorization; never shown
     */
    record Stranger(String address, Optional<String> authorization) implements Sender {
        @Override
        public String toString() {
            return "Stranger[" + address + ", …]";
        }
    }
}

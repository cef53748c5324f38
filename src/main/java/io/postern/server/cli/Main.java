package io.postern.server.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/** Where the process begins. */
@QuarkusMain
public final class Main {
    Main() {}

    /** @param arguments of the command line; see {@code --help} */
    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        // Malformed addresses are the gate's to answer, in the shape of the surface that they are meant for.
        System.setProperty("vertx.disableURIValidation", "true");
        int exit = new CommandLine(new PosternCommand()).execute(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }
}

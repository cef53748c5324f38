package io.postern.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code postern}, which does nothing but know its subcommands. */
@Command(
        name = "postern",
        description = "The API-access system of Marketo Engage, on your own machine.",
        subcommands = RunCommand.class)
final class PosternCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help")
    private boolean help;
}

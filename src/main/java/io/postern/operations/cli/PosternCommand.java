package io.postern.operations.cli;

import picocli.CommandLine.Command;

/** {@code postern}, which does nothing but know its subcommands. */
@Command(
        name = "postern",
        description = "The API-access system of Marketo Engage, on your own machine.",
        subcommands = RunCommand.class,
        mixinStandardHelpOptions = true)
final class PosternCommand {}

package io.postern.server.startup;

/** How a line of the log is written. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** An object of JSON a line, for programs. */
    JSON
}

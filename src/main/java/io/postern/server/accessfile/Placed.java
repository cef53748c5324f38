package io.postern.server.accessfile;

/** A value, and where in the file it stands. */
record Placed<T>(Place at, T value) {}

package io.postern.console.denials;

/**
 * Where what stands in the way of a call can be looked at, and changed by who may.
 *
 * @param link an address of the console
 */
public record Remedy(String label, String link) {}

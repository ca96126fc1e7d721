package dev.belay.cli.report;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes results in one form. The same results give the same characters, whatever machine, time or
 * thread.
 */
interface ReportWriter {

  /**
   * Writes all of it; lines end with a line feed.
   *
   * @throws IOException if the output refuses
   */
  void write(Results results, Sources sources, Writer out) throws IOException;
}

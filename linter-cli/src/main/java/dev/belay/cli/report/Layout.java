package dev.belay.cli.report;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * How reports are laid out for the one who reads them.
 *
 * @param root the project's root, absolute: what paths of findings are relative to
 * @param here the folder the user stands in, absolute: text shows paths from there, so that they
 *     can be clicked
 * @param repository the repository's root, absolute, or the project's where there is none: what
 *     code hosts resolve paths against
 * @param colours whether text may carry escape sequences
 * @param width columns that a source line may take
 * @param quiet whether text leaves out its summary
 * @param verbose whether text says why findings have no fix
 * @param category part of the SARIF run's id, so that several uploads of one commit stand side by
 *     side
 * @param version of this program
 */
public record Layout(
    Path root,
    Path here,
    Path repository,
    Ansi colours,
    int width,
    boolean quiet,
    boolean verbose,
    Optional<String> category,
    String version) {

  /** A path of a finding as a reader at the terminal names it. */
  public String shown(String path) {
    return Printable.of(slashes(here.relativize(root.resolve(path))));
  }

  /** A path of a finding from the repository's root, with forward slashes. */
  public String inRepository(String path) {
    return slashes(repository.relativize(root.resolve(path)));
  }

  private static String slashes(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}

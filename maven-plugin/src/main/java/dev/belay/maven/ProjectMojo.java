package dev.belay.maven;

import dev.belay.cli.EmbeddedCommand;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What both goals do: run the command over a project's folders and put its words into the log. */
abstract class ProjectMojo extends AbstractMojo {

  private static final int CLEAN = 0;
  private static final int FINDINGS = 1;
  private static final int UNREAD = 3;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  /** Whether nothing is checked at all. */
  @Parameter(property = "belay.skip", defaultValue = "false")
  private boolean skip;

  /** Whether test sources are checked as well. */
  @Parameter(property = "belay.includeTests", defaultValue = "true")
  private boolean includeTests;

  /**
   * The lowest severity that fails the build: {@code note}, {@code warning}, {@code error} or
   * {@code never}.
   */
  @Parameter(property = "belay.failOn")
  private String failOn;

  /** Whether a file that cannot be read fails the build ({@code error}) or not ({@code warn}). */
  @Parameter(property = "belay.onParseError")
  private String onParseError;

  /** The only rules to run; all that are not off where none is named. */
  @Parameter(property = "belay.select")
  private List<String> select = new ArrayList<>();

  /** Rules not to run. */
  @Parameter(property = "belay.ignore")
  private List<String> ignore = new ArrayList<>();

  /** The form of the report in the log: {@code text} or {@code concise}. */
  @Parameter(property = "belay.format", defaultValue = "text")
  private String format;

  /**
   * Files for more reports, by format: {@code
   * <outputs><sarif>target/belay.sarif</sarif></outputs>}.
   */
  @Parameter private Map<String, File> outputs = new LinkedHashMap<>();

  /** Findings that are accepted; {@code belay baseline} writes the file. */
  @Parameter(property = "belay.baseline")
  private File baseline;

  /** Only lines changed since the last commit in common with this one are reported. */
  @Parameter(property = "belay.since")
  private String since;

  /** Adds what the goal is about. */
  abstract CheckArguments goal(CheckArguments arguments);

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    List<Path> sources = folders(project.getCompileSourceRoots());
    List<Path> tests = includeTests ? folders(project.getTestCompileSourceRoots()) : List.of();
    if (skip || sources.isEmpty() && tests.isEmpty()) {
      getLog().info(skip ? "Belay is skipped" : "no sources");
      return;
    }
    run(arguments().over(sources, tests));
  }

  private CheckArguments arguments() throws MojoExecutionException {
    return goal(new CheckArguments())
        .with("--format", format)
        .with("--fail-on", failOn)
        .with("--on-parse-error", onParseError)
        .with("--select", select)
        .with("--ignore", ignore)
        .with("--baseline", baseline == null ? null : baseline.getAbsolutePath())
        .with("--since", since)
        .withOutputs(writable())
        .withClassPath(classPath());
  }

  /** The command asks for the folders of its reports; a module without classes has none yet. */
  private Map<String, File> writable() throws MojoExecutionException {
    for (File file : outputs.values()) {
      try {
        Files.createDirectories(file.getAbsoluteFile().toPath().getParent());
      } catch (IOException refused) {
        throw new MojoExecutionException("cannot make a folder for " + file, refused);
      }
    }
    return outputs;
  }

  private List<String> classPath() throws MojoExecutionException {
    try {
      return project.getTestClasspathElements();
    } catch (DependencyResolutionRequiredException unresolved) {
      throw new MojoExecutionException("the class path is not resolved", unresolved);
    }
  }

  private List<Path> folders(List<String> roots) {
    return roots.stream()
        .map(root -> project.getBasedir().toPath().resolve(root))
        .filter(Files::isDirectory)
        .toList();
  }

  private void run(List<String> arguments) throws MojoExecutionException, MojoFailureException {
    getLog().debug("belay " + String.join(" ", arguments));
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    int code =
        EmbeddedCommand.run(
            arguments,
            project.getBasedir().toPath(),
            System.getenv(),
            report,
            new PrintStream(words, true, StandardCharsets.UTF_8));

    List<String> said = words.toString(StandardCharsets.UTF_8).lines().toList();
    said.forEach(getLog()::warn);
    report
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(code == FINDINGS ? getLog()::error : getLog()::info);
    switch (code) {
      case CLEAN -> {}
      case FINDINGS -> throw new MojoFailureException("Belay found what is listed above");
      case UNREAD -> throw new MojoFailureException("Belay could not read every file");
      default ->
          throw new MojoExecutionException(
              said.isEmpty() ? "Belay ended with " + code : said.get(said.size() - 1));
    }
  }
}

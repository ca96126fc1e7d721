package dev.belay.cli.build;

import dev.belay.linter.rule.SourceLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * A {@code pom.xml} and the parents that lie in the same tree, as far as they tell about sources.
 * Profiles are left out: which are on is the build's to know.
 */
final class PomFile implements BuildFile {

  /** Parents that lead round in a circle must not. */
  private static final int MOST_PARENTS = 20;

  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

  private final Path file;
  private final List<Model> models;

  private PomFile(Path file, List<Model> models) {
    this.file = file;
    this.models = List.copyOf(models);
  }

  /**
   * Reads a file and its parents.
   *
   * @param top no parent above this folder is read
   * @return empty where the file itself cannot be read
   */
  static Optional<BuildFile> read(Path file, Path top) {
    List<Model> models = new ArrayList<>();
    Path at = file;
    while (at != null && models.size() < MOST_PARENTS) {
      Optional<Model> model = model(at);
      if (model.isEmpty() || !models.isEmpty() && !isParent(model.get(), models)) {
        break;
      }
      models.add(model.get());
      at = parentOf(at, model.get(), top);
    }
    return models.isEmpty() ? Optional.empty() : Optional.of(new PomFile(file, models));
  }

  private static Optional<Model> model(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new MavenXpp3Reader().read(in, false));
    } catch (IOException | XmlPullParserException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether a file that lies where the parent should is the one that is asked for. */
  private static boolean isParent(Model model, List<Model> models) {
    Parent wanted = models.get(models.size() - 1).getParent();
    return wanted.getArtifactId().equals(model.getArtifactId());
  }

  private static Path parentOf(Path file, Model model, Path top) {
    Parent parent = model.getParent();
    String relative = parent == null ? null : parent.getRelativePath();
    if (relative == null || relative.isBlank()) {
      return null;
    }
    Path path = file.getParent().resolve(relative).normalize();
    Path pom = Files.isDirectory(path) ? path.resolve("pom.xml") : path;
    return pom.startsWith(top) && Files.isRegularFile(pom) ? pom : null;
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public SourceLevel level() {
    return Stream.of(
            configured("release"),
            property("maven.compiler.release"),
            configured("source"),
            property("maven.compiler.source"),
            springBoot())
        .flatMap(Optional::stream)
        .findFirst()
        .map(this::resolved)
        .flatMap(text -> boxed(JavaVersion.of(text)))
        .map(SourceLevel::of)
        .orElse(SourceLevel.UNKNOWN);
  }

  private static Optional<Integer> boxed(OptionalInt number) {
    return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
  }

  /** Spring Boot's parent takes the release from a property of its own, which it documents. */
  private Optional<String> springBoot() {
    Parent outermost = models.get(models.size() - 1).getParent();
    return outermost != null && outermost.getArtifactId().equals("spring-boot-starter-parent")
        ? property("java.version")
        : Optional.empty();
  }

  private Optional<String> property(String name) {
    return models.stream()
        .map(model -> model.getProperties().getProperty(name))
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }

  /** A setting of the compiler's plugin, of the nearest file that has one. */
  private Optional<String> configured(String setting) {
    return models.stream()
        .map(Model::getBuild)
        .filter(build -> build != null)
        .flatMap(PomFile::compilers)
        .flatMap(PomFile::configurations)
        .map(configuration -> configuration.getChild(setting))
        .filter(child -> child != null && child.getValue() != null)
        .map(Xpp3Dom::getValue)
        .findFirst();
  }

  private static Stream<Plugin> compilers(Build build) {
    return Stream.of(build, build.getPluginManagement())
        .filter(container -> container != null)
        .map(PluginContainer::getPlugins)
        .flatMap(List::stream)
        .filter(plugin -> plugin.getArtifactId().equals("maven-compiler-plugin"));
  }

  /** That of the main sources' own execution first, as it goes before the plugin's. */
  private static Stream<Xpp3Dom> configurations(Plugin plugin) {
    return Stream.concat(
            plugin.getExecutions().stream()
                .filter(execution -> execution.getId().equals("default-compile"))
                .map(PluginExecution::getConfiguration),
            Stream.of(plugin.getConfiguration()))
        .filter(Xpp3Dom.class::isInstance)
        .map(Xpp3Dom.class::cast);
  }

  /** The text with the properties that these files define; what they do not stays as it is. */
  private String resolved(String text) {
    String resolved = text;
    for (int depth = 0; depth < MOST_PARENTS && resolved.contains("${"); depth++) {
      Matcher matcher = PROPERTY.matcher(resolved);
      resolved =
          matcher.replaceAll(
              use -> Matcher.quoteReplacement(property(use.group(1)).orElse(use.group())));
    }
    return resolved;
  }

  @Override
  public boolean dependsOn(String group, String artifact) {
    return models.stream()
        .flatMap(model -> model.getDependencies().stream())
        .anyMatch(
            it ->
                resolved(it.getGroupId()).equals(group)
                    && resolved(it.getArtifactId()).equals(artifact));
  }

  @Override
  public String snippet(String group, String artifact, String version) {
    return """
        <dependency>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
        </dependency>
        """
        .formatted(group, artifact, version);
  }
}

package dev.belay.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Mends what can be mended, reports what is left, and fails the build over that. */
@Mojo(
    name = "fix",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class FixMojo extends ProjectMojo {

  /** Whether code is mended also where somebody has to read the result. */
  @Parameter(property = "belay.unsafeFixes", defaultValue = "false")
  private boolean unsafeFixes;

  /** Made by Maven, which sets the parameters. */
  public FixMojo() {}

  @Override
  CheckArguments goal(CheckArguments arguments) {
    return arguments.with(unsafeFixes ? "--unsafe-fixes" : "--fix", true);
  }
}

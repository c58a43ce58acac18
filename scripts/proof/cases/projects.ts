/** Small projects that the Dockerfiles build: pinned, pure Python but for markupsafe, which flask brings. */

const FLASK_APP = `from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    return "ok"


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8000)
`;

/** A Flask service that gunicorn serves. */
export const FLASK = {
  'app.py': FLASK_APP,
  'requirements.txt': 'flask==3.1.1\ngunicorn==23.0.0\n',
} as const;

/** A WSGI service without a framework: gunicorn is all it needs. */
export const WSGI = {
  'app.py': `def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]
`,
  'requirements.txt': 'gunicorn==23.0.0\n',
} as const;

/** A command that ends: it needs click. */
export const JOB = {
  'job.py': `import click

click.echo("done")
`,
  'requirements.txt': 'click==8.1.8\n',
} as const;

/** A project with a console script, in src layout. */
export const PROJECT = {
  'pyproject.toml': `[build-system]
requires = ["setuptools==80.9.0"]
build-backend = "setuptools.build_meta"

[project]
name = "greeter"
version = "1.0.0"
requires-python = ">=3.11"
dependencies = ["click==8.1.8"]

[project.scripts]
greeter = "greeter.cli:main"

[tool.setuptools.packages.find]
where = ["src"]
`,
  'src/greeter/__init__.py': '',
  'src/greeter/cli.py': `import click


@click.command()
def main():
    click.echo("hello")


if __name__ == "__main__":
    main()
`,
} as const;

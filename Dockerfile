# One image for web, worker and beat; docker-compose.yml shows how they stand together.
FROM python:3.13-slim-trixie AS build
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
WORKDIR /app
COPY requirements-uv.txt requirements.txt ./
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --quiet --no-cache-dir --require-hashes -r requirements-uv.txt \
    && VIRTUAL_ENV=/app/.venv .venv/bin/python -m uv pip sync --no-cache --require-hashes requirements.txt

FROM python:3.13-slim-trixie
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --create-home --uid 10001 expedu
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY . .
# Neither command needs a database; the values are only there because settings refuse to start without them.
RUN DATABASE_URL=postgres://build/build BROKER_URL=redis://build/1 SECRET_KEY=build \
    sh -c 'python manage.py compile_translations && python manage.py collectstatic --noinput'
USER expedu
EXPOSE 8000
CMD ["gunicorn", "expedu.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-class", "gthread", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]

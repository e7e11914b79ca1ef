FROM node:22-bookworm-slim AS look
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund --omit=dev
COPY theme theme
COPY static static
# Whose names decide which part of Designsystemet the stylesheet keeps.
COPY laos laos
COPY enrollment enrollment
COPY completion completion
COPY modules modules
COPY templates templates
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
COPY requirements/production.txt /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r /production.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 LAOS_DOCUMENTS=/documents
RUN useradd --system --uid 1000 --create-home laos \
    && install --directory --owner laos --mode 700 /documents
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py gunicorn.conf.py ./
COPY laos laos
COPY enrollment enrollment
COPY completion completion
COPY modules modules
COPY templates templates
COPY locale locale
COPY --from=look /app/static static
RUN pybabel --quiet compile --domain django --directory locale \
    && SECURE=0 SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))') \
    DATABASE_URL=postgresql:///none REDIS_URL=redis://none \
    python manage.py collectstatic --no-input --verbosity 0
USER 1000
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz/', timeout=4)"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000"]

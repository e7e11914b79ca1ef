"""Parts of pages and letters of ``enrollment`` and ``modules`` that show completion."""

"""Asks the simulator with the clients of Tavily and OpenAI and prints what they read as one JSON object."""
import json
import os

from openai import APIStatusError, OpenAI
from tavily import TavilyClient

url = os.environ["SIMULATOR_URL"]
search = TavilyClient(api_key="tvly-any", api_base_url=url).search(
    "Tesla company overview", max_results=5, search_depth="basic", topic="general", include_usage=True)
chat = OpenAI(api_key="sk-any", base_url=url + "/v1", max_retries=0)
completion = chat.chat.completions.create(
    model="gpt-4o-mini", stream=False, max_tokens=2000, response_format={"type": "json_object"},
    messages=[{"role": "user", "content": "Company: Tesla\n\nSources:\n\n[1] Tesla\nTesla makes electric cars."}])
try:
    chat.chat.completions.create(model="", messages=[{"role": "user", "content": "x"}])
    error = None
except APIStatusError as e:
    error = {"status": e.status_code, "message": e.body["message"]}
print(json.dumps({
    "urls": [result["url"] for result in search["results"]],
    "titles": [result["title"] for result in search["results"]],
    "scores": [result["score"] for result in search["results"]],
    "credits": search["usage"]["credits"],
    "company_name": json.loads(completion.choices[0].message.content)["company_name"],
    "industry": json.loads(completion.choices[0].message.content)["industry"],
    "input_tokens": completion.usage.prompt_tokens,
    "output_tokens": completion.usage.completion_tokens,
    "error": error,
}))

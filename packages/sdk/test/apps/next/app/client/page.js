'use client';
import { ErrorBoundary } from '@bugsage/sdk/react';
import { useState } from 'react';

function Price({ item }) {
  return <b>{item.price}</b>;
}

export default function Page() {
  const [item, setItem] = useState({ price: 1 });
  return (
    <>
      <button onClick={() => setItem(undefined)}>buy</button>
      <ErrorBoundary fallback="sorry">
        <Price item={item} />
      </ErrorBoundary>
    </>
  );
}
